#include "installation_web.h"

static const struct route routes[] = {
  { GET,  JOBS_PATH,                   MAY_SEE_KEYS, DB,    NULL,               show_jobs,  ROUTE_NL_EN },
  { POST, JOBS_PATH,                   MAY_RUN_JOBS, WRITE, &trial_form_record, send_trial, ROUTE_NL_EN },
  { POST, JOBS_PATH "/:job/opnieuw",   MAY_RUN_JOBS, WRITE, NULL,               revive_job, ROUTE_NL_EN },
  { POST, JOBS_PATH "/:job/opgeven",   MAY_RUN_JOBS, WRITE, NULL,               drop_job,   ROUTE_NL_EN },
  { .path = NULL }
};

static const struct work_link work_menu[] = {
  { JOBS_PATH, N_("By itself"), MAY_SEE_KEYS },
  { .path = NULL }
};

static const struct message_template *const messages[] = { &trial_message, NULL };

const struct room installation_room = { .name = "installation", .routes = routes, .work_menu = work_menu, .messages = messages };
