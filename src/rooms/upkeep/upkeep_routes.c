/* Who may open what of this room. Which offers are theirs to keep is asked of upkeep.h. */
#include "upkeep_web.h"

#define SECTION_ROUTES_(S, key) \
  { GET,  MAP_PATH "/:id/" key, MAY_KEEP_OFFERS, DB,    NULL,                         show_section_##S, ROUTE_NL_EN }, \
  { POST, MAP_PATH "/:id/" key, MAY_KEEP_OFFERS, WRITE, &offer_sections[SECTION_##S], send_section_##S, ROUTE_NL_EN }

const struct route upkeep_routes[] = {
  { GET,  MAP_PATH,                       MAY_SEE_MAP,       DB,    &map_search_record,     show_map,         ROUTE_NL_EN },
  { GET,  MAP_PATH "/nieuw",              MAY_KEEP_OFFERS,   DB,    NULL,                   show_offer_new,   ROUTE_NL_EN },
  { POST, MAP_PATH "/nieuw",              MAY_KEEP_OFFERS,   WRITE, &offer_new_record,      add_offer,        ROUTE_NL_EN },
  { GET,  MAP_PATH "/:id",                MAY_SEE_MAP,       DB,    NULL,                   show_kept,        ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/bevestig",       MAY_KEEP_OFFERS,   WRITE, NULL,                   send_confirm,     ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/gebeld",         MAY_REVIEW_OFFERS, WRITE, NULL,                   send_called,      ROUTE_NL_EN },
  SECTION_ROUTES_(WHAT, "wat"),
  SECTION_ROUTES_(START, "begin"),
  SECTION_ROUTES_(HOW, "hoe"),
  SECTION_ROUTES_(WHOM, "voor-wie"),
  SECTION_ROUTES_(PROOF, "onderbouwing"),
  SECTION_ROUTES_(EXTRA, "verder"),
  SECTION_ROUTES_(SOURCE, "bron"),
  SECTION_ROUTES_(TERMS, "termijnen"),
  { GET,  MAP_PATH "/:id/contact",        MAY_KEEP_OFFERS,   DB,    NULL,                   show_contacts,    ROUTE_NL_EN },
  { GET,  MAP_PATH "/:id/contact-regel",  MAY_KEEP_OFFERS,   DB,    &line_ask_record,       show_contact_line, ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/contact-regel",  MAY_KEEP_OFFERS,   WRITE, &contact_line_record,   send_contact_line, ROUTE_NL_EN },
  { GET,  MAP_PATH "/:id/plek-regel",     MAY_KEEP_OFFERS,   DB,    &line_ask_record,       show_place_line,  ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/plek-regel",     MAY_KEEP_OFFERS,   WRITE, &place_line_record,     send_place_line,  ROUTE_NL_EN },
  { GET,  MAP_PATH "/:id/waar",           MAY_KEEP_OFFERS,   DB,    NULL,                   show_where,       ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/waar",           MAY_KEEP_OFFERS,   WRITE, &where_form_record,     send_where,       ROUTE_NL_EN },
  { GET,  MAP_PATH "/:id/plekken",        MAY_KEEP_OFFERS,   DB,    NULL,                   show_numbers,     ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/plekken",        MAY_KEEP_OFFERS,   WRITE, &offer_numbers_record,  send_numbers,     ROUTE_NL_EN },
  { GET,  MAP_PATH "/:id/aanbieders",     MAY_REVIEW_OFFERS, DB,    NULL,                   show_givers,      ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/aanbieders",     MAY_REVIEW_OFFERS, WRITE, &offer_givers_record,   send_givers,      ROUTE_NL_EN },
  { GET,  MAP_PATH "/:id/gezicht",        MAY_KEEP_OFFERS,   DB,    NULL,                   show_face,        ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/gezicht",        MAY_KEEP_OFFERS,   WRITE, &face_form_record,      send_face,        ROUTE_NL_EN, make_face },
  { POST, MAP_PATH "/:id/gezicht/weg",    MAY_KEEP_OFFERS,   WRITE, NULL,                   remove_face,      ROUTE_NL_EN },
  { GET,  MAP_PATH "/:id/geschiedenis",   MAY_KEEP_OFFERS,   DB,    NULL,                   show_history,     ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/geschiedenis",   MAY_KEEP_OFFERS,   WRITE, &change_form_record,    undo_change,      ROUTE_NL_EN },
  { GET,  MAP_PATH "/:id/geld",           MAY_KEEP_OFFERS,   DB,    NULL,                   show_fundings,    ROUTE_NL_EN },
  { POST, MAP_PATH "/:id/geld",           MAY_KEEP_OFFERS,   WRITE, &offer_funding_record,  add_funding,      ROUTE_NL_EN },
  { GET,  FUNDING_PATH "/:funding",       MAY_KEEP_OFFERS,   DB,    NULL,                   show_funding,     ROUTE_NL_EN },
  { POST, FUNDING_PATH "/:funding",       MAY_KEEP_OFFERS,   WRITE, &offer_funding_record,  send_funding,     ROUTE_NL_EN },
  { POST, FUNDING_PATH "/:funding/weg",   MAY_KEEP_OFFERS,   WRITE, NULL,                   remove_funding,   ROUTE_NL_EN },

  { GET,  REVIEW_PATH,                    MAY_REVIEW_OFFERS, DB,    NULL,                   show_review,      ROUTE_NL_EN },
  { GET,  REVIEW_PATH "/:item",           MAY_REVIEW_OFFERS, DB,    NULL,                   show_review_item, ROUTE_NL_EN },
  { POST, REVIEW_PATH "/:item",           MAY_REVIEW_OFFERS, WRITE, &offer_decision_record, send_review_item, ROUTE_NL_EN },
  { GET,  DOUBLES_PATH,                   MAY_REVIEW_OFFERS, DB,    NULL,                   show_doubles,     ROUTE_NL_EN },
  { GET,  DOUBLES_PATH "/:pair",          MAY_REVIEW_OFFERS, DB,    NULL,                   show_double,      ROUTE_NL_EN },
  { POST, DOUBLES_PATH "/:pair",          MAY_REVIEW_OFFERS, WRITE, &pair_form_record,      send_double,      ROUTE_NL_EN },
  { POST, JOINED_PATH "/:join/ongedaan",  MAY_REVIEW_OFFERS, WRITE, NULL,                   undo_join,        ROUTE_NL_EN },
  { GET,  ORGANISATIONS_OF_MAP_PATH,      MAY_REVIEW_OFFERS, DB,    NULL,                   show_map_organisations, ROUTE_NL_EN },
  { GET,  ORGANISATIONS_OF_MAP_PATH "/:organisation", MAY_REVIEW_OFFERS, DB, NULL,          show_map_organisation, ROUTE_NL_EN },
  { POST, ORGANISATIONS_OF_MAP_PATH "/:organisation", MAY_REVIEW_OFFERS, WRITE, &merge_form_record, send_merger, ROUTE_NL_EN },
  { POST, MERGED_PATH "/:merger/ongedaan", MAY_REVIEW_OFFERS, WRITE, NULL,                  undo_merger,      ROUTE_NL_EN },

  { GET,  ASK_PATH "/:token",             MAY_ANYBODY,       DB,    NULL,                   show_asked,       ROUTE_NL_EN },
  { POST, ASK_PATH "/:token",             MAY_ANYBODY,       WRITE, &asked_form_record,     send_asked,       ROUTE_NL_EN },
  { .path = NULL }
};
