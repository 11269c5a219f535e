"""Issue files that begin by themselves: where threads or authorities meet on a topic, and what a search found."""
