"""Show the working: every figure of a page opens to the rows it comes from, and to its definition."""
