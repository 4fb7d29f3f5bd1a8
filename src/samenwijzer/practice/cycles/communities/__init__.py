"""What a professional learning community learns."""
