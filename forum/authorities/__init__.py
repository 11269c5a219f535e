"""The directory: governorates, regions and local authorities."""
