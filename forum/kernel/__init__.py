"""What the forum stands on; knows nothing of the product."""
