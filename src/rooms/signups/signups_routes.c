#include "signups_web.h"

static const struct field link_fields[] = {
  F_TEXT(signup_link, aanbod,   BY_LINK, N_("Help it began at"), .max = 200),
  F_TEXT(signup_link, campagne, BY_LINK, N_("Campaign it began at"), .max = 200),
};
const struct record signup_link_record = PART(signup_link, link_fields);

const struct route signup_routes[] = {
  { GET,  SIGNUP_PATH,   MAY_ANYBODY, DB,    &signup_link_record, show_signup,   ROUTE_NL_EN },
  { POST, SIGNUP_PATH,   MAY_ANYBODY, WRITE, &signup_form_record, send_signup,   ROUTE_NL_EN },
  { GET,  FOLLOW_PATH,   MAY_ANYBODY, FAST,  NULL,                show_follow,   ROUTE_NL_EN },
  { POST, FOLLOW_PATH,   MAY_ANYBODY, DB,    &follow_form_record, follow_it,     ROUTE_NL_EN },
  { GET,  CHANGE_PATH,   MAY_ANYBODY, FAST,  NULL,                show_change,   ROUTE_NL_EN },
  { POST, CHANGE_PATH,   MAY_ANYBODY, WRITE, &follow_change_form_record, change_it,     ROUTE_NL_EN },
  { GET,  WITHDRAW_PATH, MAY_ANYBODY, FAST,  NULL,                show_withdraw_signup, ROUTE_NL_EN },
  { POST, WITHDRAW_PATH, MAY_ANYBODY, WRITE, &follow_form_record, withdraw_it,   ROUTE_NL_EN },

  { GET,  DESK_PATH,               MAY_DESK,    DB,    NULL,              show_desk,          ROUTE_NL_EN },
  { GET,  DUTY_PATH,               MAY_DESK,    DB,    NULL,              show_duty,          ROUTE_NL_EN },
  { POST, DUTY_PATH,               MAY_DESK,    WRITE, &duty_form_record, add_duty,           ROUTE_NL_EN },
  { POST, DUTY_PATH "/:id/weg",    MAY_DESK,    WRITE, NULL,              end_duty,           ROUTE_NL_EN },
  { GET,  COUNTS_PATH,             MAY_SEE_MAP, DB,    NULL,              show_signup_counts, ROUTE_NL_EN },
  { GET,  DESK_PATH "/:id",        MAY_DESK,    DB,    NULL,              show_signup_file,   ROUTE_NL_EN },
  { POST, DESK_PATH "/:id/stap",   MAY_DESK,    WRITE, &step_form_record, act_on_signup,      ROUTE_NL_EN },
  { POST, DESK_PATH "/:id/neem",   MAY_DESK,    WRITE, NULL,              take_signup,        ROUTE_NL_EN },
  { 0 }
};
