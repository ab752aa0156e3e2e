"""The commands, one module each. They name the settings first and import what needs them after."""
