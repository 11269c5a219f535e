"""Who came: by a code shown in the room, by a sheet on paper, or entered afterwards."""
