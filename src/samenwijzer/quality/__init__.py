"""What it adds up to: reports over a school, a group and the network; never about one learner."""
