"""What the screens of meetings share: the form of a plan, the agenda, the preparation, what came of it."""
