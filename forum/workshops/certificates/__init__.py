"""Certificates of attendance: a PDF with a number, and a page where the number can be checked."""
