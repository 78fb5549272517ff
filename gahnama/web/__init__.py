"""The chronicle in the browser: pages, their JSON, review. Needs the extra ``web``; ``gahnama serve`` imports it."""
