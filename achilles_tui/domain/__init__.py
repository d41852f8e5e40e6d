"""What is true whatever screen or file shows it. Pure: values in, values out."""
