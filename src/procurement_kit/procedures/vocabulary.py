"""The ways to choose a supplier that rules may name, whether or not the method offers them yet."""

PROCEDURE = "procedure"
PROCEDURES = (
    "small_scale_call",
    "simplified_below_threshold_procedure",
    "open_procedure",
    "restricted_procedure",
    "negotiated_procedure_with_publication",
    "competitive_dialogue",
    "innovation_partnership",
    "negotiated_procedure_without_publication",
    "dynamic_purchasing_system",
    "in_house",
    "horizontal_cooperation",
)
"""The values of the decision PROCEDURE."""
