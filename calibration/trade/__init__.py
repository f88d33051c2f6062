"""One balanced trade system of the cities, their partners in the nation and the foreign markets in 2020."""
