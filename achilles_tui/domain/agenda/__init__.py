"""What is due today and in the weeks to come."""
