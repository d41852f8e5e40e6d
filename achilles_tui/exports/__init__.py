"""Documents for other people and programs: a calendar, a CSV table, a report for a physiotherapist."""
