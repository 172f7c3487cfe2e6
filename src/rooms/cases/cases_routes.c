/* Who may open what of this room. Whether it is theirs to open is asked of need to know. */
#include "cases_api.h"

/* Every kind of part is written down and changed in the same way. */
#define PART_ROWS(key, T) \
  { GET,  HOUSEHOLDS "/:id/" key, MAY_WRITE_FILES, DB,    NULL,         show_part_new, ROUTE_NL_EN }, \
  { POST, HOUSEHOLDS "/:id/" key, MAY_WRITE_FILES, WRITE, &T##_record,  add_part,      ROUTE_NL_EN }, \
  { GET,  PARTS_PATH "/" key "/:id", MAY_WRITE_FILES, DB,    NULL,        show_part,     ROUTE_NL_EN }, \
  { POST, PARTS_PATH "/" key "/:id", MAY_WRITE_FILES, WRITE, &T##_record, change_part,   ROUTE_NL_EN }

#define API_PART(T) \
  { POST, API_PATH "/households/:id/parts/" #T, MAY_WRITE_FILES, WRITE, &T##_record, api_add_part, ROUTE_DATA }, \
  { GET,  API_PATH "/parts/" #T "/:id",  MAY_SEE_FILES,   DB,    NULL,        api_part,        ROUTE_DATA }, \
  { POST, API_PATH "/parts/" #T "/:id",  MAY_WRITE_FILES, WRITE, &T##_record, api_change_part, ROUTE_DATA }

const struct route cases_routes[] = {
  { GET,  HOUSEHOLDS "/:id/dossier", MAY_SEE_FILES, DB, &timeline_query_record, show_dossier, ROUTE_NL_EN },
  PART_ROWS("incident", incident),
  PART_ROWS("contact", case_note),
  PART_ROWS("veiligheid", safety_score),
  PART_ROWS("risico", risk),
  PART_ROWS("patroon", pattern),
  PART_ROWS("generaties", generation),
  PART_ROWS("profiel", profile_note),
  PART_ROWS("motivatie", motivation_note),
  PART_ROWS("opschalen", scale_up),
  PART_ROWS("hulpverlener", helper),
  PART_ROWS("meldcode", meldcode),

  { GET,  HOUSEHOLDS "/:id/acties",      MAY_SEE_FILES,   DB,    NULL, show_actions, ROUTE_NL_EN },
  { GET,  HOUSEHOLDS "/:id/actie",       MAY_WRITE_FILES, DB,    NULL, show_action_new, ROUTE_NL_EN },
  { POST, HOUSEHOLDS "/:id/actie",       MAY_WRITE_FILES, WRITE, &action_new_record, add_action, ROUTE_NL_EN },
  { GET,  ACTION_PATH "/:id",            MAY_SEE_FILES,   DB,    NULL, show_action, ROUTE_NL_EN },
  { GET,  ACTION_PATH "/:id/wijzigen",   MAY_WRITE_FILES, DB,    NULL, show_action_edit, ROUTE_NL_EN },
  { POST, ACTION_PATH "/:id/wijzigen",   MAY_WRITE_FILES, WRITE, &action_new_record, change_action, ROUTE_NL_EN },
  { POST, ACTION_PATH "/:id/einde",      MAY_WRITE_FILES, WRITE, &action_close_record, end_action, ROUTE_NL_EN },
  { POST, ACTION_PATH "/:id/opnieuw",    MAY_WRITE_FILES, WRITE, NULL, again_action, ROUTE_NL_EN },
  { GET,  ACTION_PATH "/:id/partner",          MAY_WRITE_FILES, DB,    NULL, show_partner_new, ROUTE_NL_EN },
  { POST, ACTION_PATH "/:id/partner",          MAY_WRITE_FILES, DB,    &partner_new_record, preview_partner, ROUTE_NL_EN },
  { GET,  ACTION_PATH "/:id/partner/versturen", MAY_WRITE_FILES, DB,   NULL, show_partner_new, ROUTE_NL_EN },
  { POST, ACTION_PATH "/:id/partner/versturen", MAY_WRITE_FILES, WRITE, &partner_new_record, add_partner, ROUTE_NL_EN },
  { GET,  PARTNERS_PATH "/:id/terug",          MAY_WRITE_FILES, DB,    NULL, show_partner_back, ROUTE_NL_EN },
  { POST, PARTNERS_PATH "/:id/terug",          MAY_WRITE_FILES, WRITE, &partner_back_record, take_back_partner, ROUTE_NL_EN },
  { GET,  PARTNER_PAGE "/:token",              MAY_ANYBODY,     DB,    NULL, show_part_of_partner, ROUTE_NL_EN },
  { POST, PARTNER_PAGE "/:token",              MAY_ANYBODY,     WRITE, &partner_reply_record, answer_part_of_partner, ROUTE_NL_EN },
  { GET,  ACTION_PATH "/:id/agenda",           MAY_WRITE_FILES, DB,    NULL, show_action_date, ROUTE_NL_EN },
  { GET,  ACTIONS_MINE_PATH,             MAY_WRITE_FILES, DB,    NULL, show_actions_mine, ROUTE_NL_EN },

  { GET,  HOUSEHOLDS "/:id/regie",            MAY_SEE_FILES,   DB,    NULL, show_direction, ROUTE_NL_EN },
  { POST, HOUSEHOLDS "/:id/regie/overdragen", MAY_WRITE_FILES, WRITE, &director_ask_record, ask_director, ROUTE_NL_EN },
  { POST, HOUSEHOLDS "/:id/regie/ja",         MAY_WRITE_FILES, WRITE, NULL, accept_director, ROUTE_NL_EN },
  { POST, HOUSEHOLDS "/:id/regie/nee",        MAY_WRITE_FILES, WRITE, NULL, decline_director, ROUTE_NL_EN },
  { POST, HOUSEHOLDS "/:id/regie/terug",      MAY_WRITE_FILES, WRITE, NULL, unask_director, ROUTE_NL_EN },
  { POST, HOUSEHOLDS "/:id/regie/nemen",      MAY_WRITE_FILES, WRITE, &director_take_record, take_direction, ROUTE_NL_EN },

  { GET,  HOUSEHOLDS "/:id/fase",         MAY_SEE_FILES,   DB,    NULL, show_phase, ROUTE_NL_EN },
  { POST, HOUSEHOLDS "/:id/fase",         MAY_WRITE_FILES, WRITE, &phase_ask_record, move_phase, ROUTE_NL_EN },
  { GET,  HOUSEHOLDS "/:id/fase/oordeel", MAY_WRITE_FILES, DB,    NULL, show_judge, ROUTE_NL_EN },
  { POST, HOUSEHOLDS "/:id/fase/oordeel", MAY_WRITE_FILES, WRITE, &judgement_new_record, judge_phase, ROUTE_NL_EN },

  { GET,  API_PATH "/households/:id/parts", MAY_SEE_FILES, DB,   &parts_ask_record, api_parts, ROUTE_DATA },
  API_PART(incident),
  API_PART(case_note),
  API_PART(safety_score),
  API_PART(risk),
  API_PART(pattern),
  API_PART(generation),
  API_PART(profile_note),
  API_PART(motivation_note),
  API_PART(scale_up),
  API_PART(helper),
  API_PART(meldcode),

  { GET,  API_PATH "/households/:id/actions", MAY_SEE_FILES,  DB,    NULL, api_actions, ROUTE_DATA },
  { POST, API_PATH "/households/:id/actions", MAY_WRITE_FILES, WRITE, &action_new_record, api_add_action, ROUTE_DATA },
  { GET,  API_PATH "/actions",            MAY_WRITE_FILES, DB,    NULL, api_actions_mine, ROUTE_DATA },
  { GET,  API_PATH "/actions/:id",        MAY_SEE_FILES,   DB,    NULL, api_action, ROUTE_DATA },
  { POST, API_PATH "/actions/:id",        MAY_WRITE_FILES, WRITE, &action_new_record, api_change_action, ROUTE_DATA },
  { POST, API_PATH "/actions/:id/end",    MAY_WRITE_FILES, WRITE, &action_close_record, api_end_action, ROUTE_DATA },
  { GET,  API_PATH "/households/:id/phase", MAY_SEE_FILES, DB,    NULL, api_phase, ROUTE_DATA },
  { .path = NULL }
};
