/* Who may open what of this room. Whether it is theirs to open is asked of need to know. */
#include "assessments_web.h"

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
  { .path = NULL }
};
