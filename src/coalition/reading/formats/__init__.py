"""One module for each kind of file: its bytes -> a text in the layout that the reader knows."""
