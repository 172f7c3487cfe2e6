/* Who may open what of this room. Whether it is theirs to open is asked of need to know. */
#include "plans_web.h"

#define SHEET(key, T) \
  { GET,  PLAN_PATH "/:id/" key,           MAY_WRITE_FILES, DB,    NULL, show_sheet, ROUTE_NL_EN }, \
  { POST, PLAN_PATH "/:id/" key,           MAY_WRITE_FILES, WRITE, &T##_record, save_sheet, ROUTE_NL_EN }

const struct route plans_routes[] = {
  { GET,  HOUSEHOLDS_PATH "/:id/plannen",  MAY_SEE_FILES,   DB,    NULL, show_plans, ROUTE_NL_EN },
  { GET,  HOUSEHOLDS_PATH "/:id/plan",     MAY_WRITE_FILES, DB,    NULL, show_plan_new, ROUTE_NL_EN },
  { POST, HOUSEHOLDS_PATH "/:id/plan",     MAY_WRITE_FILES, WRITE, &plan_new_record, add_plan, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id",                MAY_SEE_FILES,   DB,    NULL, show_plan, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/gegevens",       MAY_WRITE_FILES, DB,    NULL, show_plan_edit, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/gegevens",       MAY_WRITE_FILES, WRITE, &plan_record, change_plan_page, ROUTE_NL_EN },
  SHEET("stop", plan_stop),
  SHEET("veilig", plan_safety),
  SHEET("contact", plan_contact),
  SHEET("vragen", plan_prompts),
  { GET,  PLAN_PATH "/:id/doel",           MAY_WRITE_FILES, DB,    NULL, show_goal_new, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/doel",           MAY_WRITE_FILES, WRITE, &plan_goal_record, add_goal, ROUTE_NL_EN },
  { GET,  "/werk/plandoelen/:id",          MAY_WRITE_FILES, DB,    NULL, show_goal, ROUTE_NL_EN },
  { POST, "/werk/plandoelen/:id",          MAY_WRITE_FILES, WRITE, &plan_goal_record, change_goal, ROUTE_NL_EN },
  { POST, "/werk/plandoelen/:id/weg",      MAY_WRITE_FILES, WRITE, NULL, drop_goal, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/actie",          MAY_WRITE_FILES, DB,    NULL, show_plan_action, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/actie",          MAY_WRITE_FILES, WRITE, &action_new_record, add_plan_action, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/inspraak",       MAY_WRITE_FILES, DB,    NULL, show_voices, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/inspraak",       MAY_WRITE_FILES, WRITE, &voice_new_record, add_voice, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/dossiers",       MAY_SEE_FILES,   DB,    NULL, show_holders, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/dossiers",       MAY_WRITE_FILES, WRITE, &plan_holder_record, add_holder, ROUTE_NL_EN },
  { POST, "/werk/plandossiers/:id/einde",  MAY_WRITE_FILES, WRITE, NULL, end_holder, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/bekijken",       MAY_WRITE_FILES, DB,    NULL, show_plan_review, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/bekijken",       MAY_WRITE_FILES, WRITE, &review_new_record, add_plan_review, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/vaststellen",    MAY_WRITE_FILES, DB,    NULL, show_final, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/vaststellen",    MAY_WRITE_FILES, WRITE, NULL, make_final, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/openen",         MAY_WRITE_FILES, WRITE, NULL, reopen_plan, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/einde",          MAY_WRITE_FILES, DB,    NULL, show_plan_end, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/einde",          MAY_WRITE_FILES, WRITE, &plan_closing_record, end_plan, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/vervangen",      MAY_WRITE_FILES, DB,    NULL, show_plan_replace, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/vervangen",      MAY_WRITE_FILES, WRITE, &plan_replacing_record, replace_plan, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/versies",        MAY_SEE_FILES,   DB,    &versions_ask_record, show_versions, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/vrijgeven",      MAY_SEE_FILES,   DB,    NULL, show_releases, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/vrijgeven",      MAY_WRITE_FILES, WRITE, &release_new_record, add_release, ROUTE_NL_EN },
  { POST, "/werk/vrijgaven/:id/terug",     MAY_WRITE_FILES, WRITE, NULL, take_back_release, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/papier",         MAY_SEE_FILES,   DB,    NULL, show_paper, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/gezin",          MAY_SEE_FILES,   DB,    NULL, show_family, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/voorlezen",      MAY_SEE_FILES,   DB,    NULL, show_aloud, ROUTE_NL_EN },
  { GET,  PLAN_PATH "/:id/telefoon",       MAY_WRITE_FILES, DB,    NULL, show_phone, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/telefoon",       MAY_WRITE_FILES, WRITE, &plan_phone_record, save_phone, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/link",           MAY_WRITE_FILES, WRITE, NULL, make_link, ROUTE_NL_EN },
  { POST, PLAN_PATH "/:id/linkweg",        MAY_WRITE_FILES, WRITE, NULL, end_links, ROUTE_NL_EN },
  { GET,  API_PATH "/households/:id/plans", MAY_SEE_FILES,  DB,    NULL, api_plans, ROUTE_DATA },
  { GET,  API_PATH "/plans/:id",           MAY_SEE_FILES,   DB,    NULL, api_plan, ROUTE_DATA },
  { GET,  API_PATH "/plans/:id/in-force",  MAY_SEE_FILES,   DB,    NULL, api_plan_in_force, ROUTE_DATA },

  { GET,  PLAN_PAGE "/:token",             MAY_ANYBODY,     DB,    NULL, show_own_plan, ROUTE_NL_EN },
  { GET,  PLAN_PAGE "/:token/bestand",     MAY_ANYBODY,     DB,    NULL, get_own_file, ROUTE_NL_EN },
  { POST, PLAN_PAGE "/:token/weg",         MAY_ANYBODY,     WRITE, NULL, end_own_plan, ROUTE_NL_EN },
  { .path = NULL }
};
