"""The controlled vocabulary: what threads are about, in both languages."""
