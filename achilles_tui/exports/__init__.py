"""Documents for others: the calendar, the table, the report for a PT."""
