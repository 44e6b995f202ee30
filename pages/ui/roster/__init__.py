"""What the screens of the duty roster are put together from."""
