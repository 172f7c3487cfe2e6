/* Who may ask what fits. Answers travel in the body, never in an address. */
#include "matching_web.h"
#include "rules_web.h"
#include "screenings_web.h"

const struct route matching_routes[] = {
  { GET,  FIT_PATH,                      MAY_ANYBODY, FAST, NULL,                    show_visitor_form, ROUTE_NL_EN },
  { POST, FIT_PATH,                      MAY_ANYBODY, FAST, &visitor_profile_record, answer_visitor,    ROUTE_NL_EN },
  { GET,  WORK_FIT_PATH,                 MAY_SEE_MAP, DB,   NULL,                    show_work_form,    ROUTE_NL_EN },
  { POST, WORK_FIT_PATH,                 MAY_SEE_MAP, DB,   &profile_record,         answer_work,       ROUTE_NL_EN },
  { POST, WORK_FIT_PATH "/samen",        MAY_SEE_MAP, DB,   &profile_record,         answer_together,   ROUTE_NL_EN },
  { POST, WORK_FIT_PATH "/blad",         MAY_SEE_MAP, DB,   &profile_record,         answer_sheet,      ROUTE_NL_EN },
  { POST, WORK_FIT_PATH "/samenvatting", MAY_SEE_MAP, DB,   &profile_record,         answer_summary,    ROUTE_NL_EN },
  { GET,  WORK_FIT_PATH "/vergelijk",    MAY_SEE_MAP, DB,   NULL,                    show_compare,      ROUTE_NL_EN },

  { POST, API_PATH "/match",             MAY_ANYBODY, FAST, &profile_record,         api_match,         ROUTE_DATA },
  { GET,  GAPS_PATH,                     MAY_SEE_MAP, DB,   NULL,                    show_gaps,         ROUTE_NL_EN },
  { GET,  GAPS_PATH ".csv",              MAY_SEE_MAP, DB,   NULL,                    export_gaps,       ROUTE_DATA },

  /* What is kept with a person. Whether it is theirs to see is asked of need to know. */
  { GET,  PERSON_PATH "/:id/profiel",   MAY_SEE_FILES,   DB,    NULL, show_profile, ROUTE_NL_EN },
  { GET,  SCREEN_PATH,                  MAY_WRITE_FILES, DB,    NULL, show_screen, ROUTE_NL_EN },
  { POST, SCREEN_PATH,                  MAY_WRITE_FILES, WRITE, &screening_new_record, add_screening, ROUTE_NL_EN },
  { GET,  ADVICE_PATH "/:id",           MAY_SEE_FILES,   DB,    NULL, show_advice, ROUTE_NL_EN },
  { GET,  ASIDE_PATH,                   MAY_SEE_FILES,   DB,    NULL, show_set_aside, ROUTE_NL_EN },
  { POST, ASIDE_PATH,                   MAY_WRITE_FILES, WRITE, &set_aside_new_record, ask_set_aside, ROUTE_NL_EN },
  { POST, ASIDE_PATH "/akkoord",        MAY_WRITE_FILES, WRITE, NULL, agree_set_aside, ROUTE_NL_EN },
  { POST, ASIDE_PATH "/einde",          MAY_WRITE_FILES, WRITE, NULL, end_set_aside, ROUTE_NL_EN },

  { GET,  RULES_PATH,                MAY_SEE_MAP,      DB,    NULL,                     show_rules,     ROUTE_NL_EN },
  { GET,  RULES_PATH "/nieuw",       MAY_CHANGE_RULES, DB,    NULL,                     show_rule_new,  ROUTE_NL_EN },
  { POST, RULES_PATH "/nieuw",       MAY_CHANGE_RULES, WRITE, &rule_form_record,        add_rule,       ROUTE_NL_EN },
  { GET,  RULES_PATH "/:rule",       MAY_SEE_MAP,      DB,    NULL,                     show_rule,      ROUTE_NL_EN },
  { POST, RULES_PATH "/:rule",       MAY_CHANGE_RULES, WRITE, &rule_change_form_record, send_rule,      ROUTE_NL_EN },
  { POST, RULES_PATH "/:rule/weg",   MAY_CHANGE_RULES, WRITE, &taking_out_record,       take_rule_out,  ROUTE_NL_EN },
  { GET,  PROPOSALS_PATH,            MAY_CHANGE_RULES, DB,    NULL,                     show_proposals, ROUTE_NL_EN },
  { POST, PROPOSALS_PATH,            MAY_CHANGE_RULES, WRITE, NULL,                     propose_shipped, ROUTE_NL_EN },
  { GET,  PROPOSALS_PATH "/:version", MAY_CHANGE_RULES, DB,   NULL,                     show_proposal,  ROUTE_NL_EN },
  { POST, PROPOSALS_PATH "/:version", MAY_CHANGE_RULES, WRITE, &proposal_form_record,   send_proposal,  ROUTE_NL_EN | ROUTE_FRESH },
  { .path = NULL }
};
