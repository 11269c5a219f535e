"""Whether an accepted answer of long ago still holds: asked, said, shown beside it."""
