"""Short looks at a school or a school group, and what they say together."""
