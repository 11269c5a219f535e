"""What tests are built with: databases, the checking client, factories, counters."""
