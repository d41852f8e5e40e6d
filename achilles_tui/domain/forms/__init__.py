"""Forms: fields, what may be typed, and what comes out."""
