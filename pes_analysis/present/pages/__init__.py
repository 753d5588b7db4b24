"""The pages of a site, one file a kind: sections of a notebook, each as finished Markdown."""
