"""What `import sim` offers to a notebook or a script: runs, comparisons, and their tables and charts."""
