/* Who may open what of this room. Whose referral it is, is asked of referrals.h. */
#include "links.h"
#include "referrals_web.h"

const struct route referrals_routes[] = {
  { GET,  REFER_PATH,                        MAY_WRITE_FILES, DB,    &refer_ask_record,     show_refer,    ROUTE_NL_EN },
  { POST, REFER_PATH,                        MAY_WRITE_FILES, WRITE, &referral_new_record,  send_refer,    ROUTE_NL_EN },
  { GET,  REFERRALS_PATH,                    MAY_WRITE_FILES,  DB,    &list_ask_record,      show_referrals, ROUTE_NL_EN },
  { GET,  REFERRALS_PATH "/:id",             MAY_OWN,         DB,    NULL,                  show_referral, ROUTE_NL_EN },
  { GET,  REFERRALS_PATH "/:id/concept",     MAY_WRITE_FILES, DB,    NULL,                  show_draft,    ROUTE_NL_EN },
  { POST, REFERRALS_PATH "/:id/concept",     MAY_WRITE_FILES, WRITE, &referral_new_record,  send_draft,    ROUTE_NL_EN },
  { GET,  REFERRALS_PATH "/:id/stap",        MAY_WRITE_FILES, DB,    &step_ask_record,      show_step,     ROUTE_NL_EN },
  { POST, REFERRALS_PATH "/:id/stap",        MAY_WRITE_FILES, WRITE, &referral_step_record, send_step,     ROUTE_NL_EN },
  { POST, REFERRALS_PATH "/:id/overnemen",   MAY_WRITE_FILES, WRITE, NULL,                  take_over,     ROUTE_NL_EN },
  { GET,  REFERRALS_PATH "/:id/agenda",      MAY_WRITE_FILES, DB,    NULL,                  show_calendar, ROUTE_NL_EN },
  { GET,  REFERRALS_PATH "/:id/geven",       MAY_OWN,         DB,    NULL,                  show_give,     ROUTE_NL_EN },
  { POST, REFERRALS_PATH "/:id/geven",       MAY_OWN,         WRITE, &give_form_record,     send_give,     ROUTE_NL_EN },
  { GET,  "/werk/personen/:id/verwijzingen", MAY_SEE_FILES,   DB,    NULL,                  show_referrals_of_person, ROUTE_NL_EN },
  { GET,  "/werk/personen/:id/veiligheid",   MAY_SEE_FILES,   DB,    NULL,                  show_safety,   ROUTE_NL_EN },
  { POST, "/werk/personen/:id/veiligheid",   MAY_WRITE_FILES, WRITE, &safety_look_form_record, send_safety, ROUTE_NL_EN },
  { GET,  "/werk/personen/:id/veiligheid-wens", MAY_SEE_FILES, DB,   NULL,                  show_safety,   ROUTE_NL_EN },
  { POST, "/werk/personen/:id/veiligheid-wens", MAY_WRITE_FILES, WRITE, &safety_wish_form_record, send_safety_wish, ROUTE_NL_EN },
  { GET,  SILENT_PATH,                       MAY_WATCH_REFERRALS, DB, NULL,                 show_silent,   ROUTE_NL_EN },
  { GET,  NORMS_PATH,                        MAY_SEE_MAP,     DB,    NULL,                  show_norms,    ROUTE_NL_EN },
  { POST, NORMS_PATH,                        MAY_WATCH_REFERRALS, WRITE, &norm_form_record, send_norm,     ROUTE_NL_EN },
  { GET,  AWAY_PATH,                         MAY_WRITE_FILES, DB,    NULL,                  show_away,     ROUTE_NL_EN },
  { POST, AWAY_PATH,                         MAY_WRITE_FILES, WRITE, &absence_new_record,   send_away,     ROUTE_NL_EN },
  { POST, AWAY_PATH "/:id/einde",            MAY_WRITE_FILES, WRITE, NULL,                  end_away,      ROUTE_NL_EN },

  { GET,  LETTER_PATH "/:token",             MAY_ANYBODY,     DB,    NULL,                  show_letter,   ROUTE_NL_EN },
  { POST, LETTER_PATH "/:token",             MAY_ANYBODY,     WRITE, NULL,                  open_letter,   ROUTE_NL_EN },
  { GET,  LETTER_PATH "/:token/antwoord",    MAY_ANYBODY,     DB,    NULL,                  show_answer,   ROUTE_NL_EN },
  { POST, LETTER_PATH "/:token/antwoord",    MAY_ANYBODY,     WRITE, &letter_form_record,   answer_letter, ROUTE_NL_EN },
  { POST, LETTER_PATH "/:token/nieuw",       MAY_ANYBODY,     WRITE, NULL,                  again_letter,  ROUTE_NL_EN },

  { GET,  API_PATH "/referrals",             MAY_WRITE_FILES, DB,    &list_ask_record,      api_referrals, ROUTE_DATA },
  { POST, API_PATH "/referrals",             MAY_WRITE_FILES, WRITE, &referral_new_record,  api_add_referral, ROUTE_DATA },
  { GET,  API_PATH "/referrals/:id",         MAY_WRITE_FILES, DB,    NULL,                  api_referral,  ROUTE_DATA },
  { POST, API_PATH "/referrals/:id/steps",   MAY_WRITE_FILES, WRITE, &referral_step_record, api_step,      ROUTE_DATA },
  { .path = NULL }
};
