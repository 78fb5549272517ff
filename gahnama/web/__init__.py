"""The chronicle in the browser: pages, their JSON, review. Needs the extra ``web``; imported by ``gahnama serve`` alone."""
