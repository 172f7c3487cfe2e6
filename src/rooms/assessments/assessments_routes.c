/* Who may open what of this room. Whether it is theirs to open is asked of need to know. */
#include "assessments_web.h"
#include "openapi.h"

const struct route assessments_routes[] = {
  { GET,  HOUSEHOLDS_PATH "/:id/vragenlijsten", MAY_SEE_FILES,   DB,    NULL, show_assessments, ROUTE_NL_EN },
  { GET,  HOUSEHOLDS_PATH "/:id/vragenlijst",   MAY_WRITE_FILES, DB,    NULL, show_assessment_new, ROUTE_NL_EN },
  { POST, HOUSEHOLDS_PATH "/:id/vragenlijst",   MAY_WRITE_FILES, WRITE, &assessment_new_record, add_assessment, ROUTE_NL_EN },
  { GET,  ASSESSMENT_PATH "/:id",               MAY_SEE_FILES,   DB,    &page_ask_record, show_assessment, ROUTE_NL_EN },
  { POST, ASSESSMENT_PATH "/:id",               MAY_WRITE_FILES, WRITE, &page_form_record, keep_assessment, ROUTE_NL_EN },
  { GET,  ASSESSMENT_PATH "/:id/afronden",      MAY_WRITE_FILES, DB,    NULL, show_assessment_end, ROUTE_NL_EN },
  { POST, ASSESSMENT_PATH "/:id/afronden",      MAY_WRITE_FILES, WRITE, &assessment_end_record, end_assessment, ROUTE_NL_EN },
  { GET,  ASSESSMENT_PATH "/:id/doorhalen",     MAY_WRITE_FILES, DB,    NULL, show_assessment_out, ROUTE_NL_EN },
  { POST, ASSESSMENT_PATH "/:id/doorhalen",     MAY_WRITE_FILES, WRITE, &assessment_out_record, strike_assessment, ROUTE_NL_EN },

  { GET,  API_PATH "/households/:id/assessments", MAY_SEE_FILES,   DB,    NULL, api_assessments, ROUTE_DATA },
  { POST, API_PATH "/households/:id/assessments", MAY_WRITE_FILES, WRITE, &assessment_new_record, api_begin_assessment, ROUTE_DATA },
  { GET,  API_PATH "/assessments/:id",            MAY_SEE_FILES,   DB,    NULL, api_assessment, ROUTE_DATA },
  { POST, API_PATH "/assessments/:id/pages",      MAY_WRITE_FILES, WRITE, &answered_page_record, api_answer_assessment, ROUTE_DATA },
  { POST, API_PATH "/assessments/:id/end",        MAY_WRITE_FILES, WRITE, &assessment_end_record, api_end_assessment, ROUTE_DATA },
  { .path = NULL }
};
