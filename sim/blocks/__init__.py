"""The blocks of the model's year; none of them knows another."""
