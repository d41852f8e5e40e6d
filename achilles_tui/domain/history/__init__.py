"""The history day by day: sets planned, sets done, pain."""
