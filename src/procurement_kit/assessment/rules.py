"""Everything that judges a procurement, and the names of what is worked out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from procurement_kit.licensing import policy
from procurement_kit.licensing.contract import GROUPS
from procurement_kit.licensing.data import LicenseData
from procurement_kit.methodology.questions import Question
from procurement_kit.methodology.stages import Methodology
from procurement_kit.procedures.award_criteria import PREFIX, CriteriaBank
from procurement_kit.procedures.change_rules import ChangeRules
from procurement_kit.procedures.estimated_value import Worksheet
from procurement_kit.procedures.forbidden_criteria import ForbiddenCriteria
from procurement_kit.procedures.procedures import Procedures
from procurement_kit.procedures.scores import ScoreSheet
from procurement_kit.procedures.timetable import Counting
from procurement_kit.procedures.whole_life_cost import CostCategories
from procurement_kit.rules.parameters import Parameter

RELIED_ON = (
    "authority_name",
    "combination",
    "components",
    "components_modified",
    "contract_title",
    "decisive_day",
    "network_use",
    "outbound_license",
    "software_kind",
    "software_recipients",
    *policy.RELIED_ON,
)
"""Questions and decisions that the program itself reads; the content must keep their ids."""

PROCEDURE = "procedure"
OPTIONAL = (
    "own_criteria",
    PROCEDURE,
    "tenders_received",
    "tenders_opened",
    "exclusion_reasons",
    "selected_supplier",
    "committee_members",
)
"""What calculations read where the content has it."""

TENDER_DEADLINE = "tender_deadline"
CHECKED = {
    "tender_deadline_check": TENDER_DEADLINE,
    "requests_deadline_check": "requests_deadline",
    "prior_notice_check": "prior_notice_day",
    "contract_signature_check": "contract_signature_day",
}
"""Facts that say whether the day answered to a question keeps its time limits."""
DEADLINE_DAY, SEASON = "tender_deadline_day", "tender_period_season"
TIME_FACTS = (*CHECKED, DEADLINE_DAY, SEASON)

TCO_TOTALS = {f"tco_{name}_total": name for name in ("current", "chosen", "alternative")}
ALLOWED = {f"allowed_{group}": group for group in GROUPS}
CALCULATED = (
    "estimated_value",
    "small_parts_ceiling",
    "tco_exit_total",
    *TCO_TOTALS,
    "criteria_weights_total",
    "component_verdict",
    "chosen_procedure_verdict",
    "chosen_procedure_reasons",
    "sbom_minimum_version",
    "upstream_license_listed",
    *TIME_FACTS,
    "lock_in_score_low",
    "lock_in_score_high",
    "own_criteria_check",
    "forbidden_criteria",
    "lowest_price",
    "tenders_count",
    "tenders_check",
    "committee_count",
    "opened_check",
    "evaluation_result",
    "selected_place",
    "contract_changes_verdict",
    *ALLOWED,
)


def weighed(methodology: Methodology) -> dict[str, Question]:
    """The questions that ask for the weight of a criterion."""
    questions = methodology.questions
    return {name: item for name, item in questions.items() if name.startswith(PREFIX)}


@dataclass(frozen=True)
class Rules:
    """Everything that judges a procurement: the methodology, the figures of law, the licences."""

    methodology: Methodology
    parameters: Mapping[str, Parameter]
    worksheet: Worksheet
    licenses: LicenseData
    counting: Counting
    costs: CostCategories = field(default_factory=CostCategories)
    procedures: Procedures = field(default_factory=Procedures)
    lock_in: ScoreSheet = field(default_factory=ScoreSheet)
    criteria: CriteriaBank = field(default_factory=CriteriaBank)
    forbidden: ForbiddenCriteria = field(default_factory=ForbiddenCriteria)
    changes: ChangeRules = field(default_factory=ChangeRules)

    @cached_property
    def weighed(self) -> Mapping[str, Question]:
        """The questions that ask for the weight of a criterion, chosen once."""
        return weighed(self.methodology)

    @cached_property
    def criteria_labels(self) -> Mapping[str, str]:
        """The label of each criterion, by the question that asks for its weight."""
        labels = {name: question.label for name, question in self.weighed.items()}
        return labels | {name: entry.label for name, entry in self.criteria.by_question.items()}
