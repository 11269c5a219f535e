"""Work plans: what a platform does in a year, quarter by quarter, and every plan that went before."""
