"""What all pages share: the frame, the components, numbers and dates as people read them."""
