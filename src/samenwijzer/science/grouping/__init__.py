"""Groups, flex-hour placement and tutoring pairs: the computation behind a teacher's proposal."""
