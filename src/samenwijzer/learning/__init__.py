"""What learners do and how it goes."""
