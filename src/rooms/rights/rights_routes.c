/* Who may open what of this room. Whose file it is, and on which side, is asked of need to know. */
#include "rights_web.h"
#include "archive_web.h"

const struct route rights_routes[] = {
  { GET,  RIGHTS_OF "/:person/rechten",  MAY_SEE_FILES,   DB,    &part_ask_record,       show_person_rights, ROUTE_NL_EN },
  { POST, RIGHTS_OF "/:person/rechten",  MAY_WRITE_FILES, WRITE, &right_ask_record,      ask_right,          ROUTE_NL_EN },
  { GET,  ONE_RIGHT,                     MAY_SEE_FILES,   DB,    NULL,                   show_right,         ROUTE_NL_EN },
  { GET,  ONE_RIGHT "/gegevens",         MAY_WRITE_FILES, DB,    NULL,                   show_right_details, ROUTE_NL_EN },
  { POST, ONE_RIGHT "/gegevens",         MAY_WRITE_FILES, WRITE, &right_details_record,  send_right_details, ROUTE_NL_EN },
  { GET,  ONE_RIGHT "/verlengen",        MAY_WRITE_FILES, DB,    NULL,                   show_right_extend,  ROUTE_NL_EN },
  { POST, ONE_RIGHT "/verlengen",        MAY_WRITE_FILES, WRITE, &right_extend_record,   send_right_extend,  ROUTE_NL_EN },
  { GET,  ONE_RIGHT "/besluit",          MAY_WRITE_FILES, DB,    NULL,                   show_right_decide,  ROUTE_NL_EN },
  { POST, ONE_RIGHT "/besluit",          MAY_WRITE_FILES, WRITE, &right_decide_record,   send_right_decide,  ROUTE_NL_EN },
  { GET,  ONE_RIGHT "/terug",            MAY_WRITE_FILES, DB,    NULL,                   show_right_return,  ROUTE_NL_EN },
  { POST, ONE_RIGHT "/terug",            MAY_WRITE_FILES, WRITE, &right_return_record,   send_right_return,  ROUTE_NL_EN },
  { POST, ONE_RIGHT "/intrekken",        MAY_WRITE_FILES, WRITE, NULL,                   withdraw_right,     ROUTE_NL_EN },
  { POST, ONE_RIGHT "/overnemen",        MAY_WRITE_FILES, WRITE, NULL,                   take_right,         ROUTE_NL_EN },
  { POST, ONE_RIGHT "/opnieuw",          MAY_WRITE_FILES, WRITE, NULL,                   again_right,        ROUTE_NL_EN },
  { POST, ONE_RIGHT "/akkoord",          MAY_WRITE_FILES, WRITE, NULL,                   agree_right,        ROUTE_NL_EN | ROUTE_FRESH },
  { POST, ONE_RIGHT "/klaar",            MAY_WRITE_FILES, WRITE, NULL,                   finish_right_copy,  ROUTE_NL_EN },
  { POST, ONE_RIGHT "/geven",            MAY_WRITE_FILES, WRITE, NULL,                   give_right_copy,    ROUTE_NL_EN | ROUTE_FRESH },
  { GET,  ONE_RIGHT "/delen",            MAY_SEE_FILES,   DB,    &items_ask_record,      show_right_items,   ROUTE_NL_EN },
  { POST, ONE_RIGHT "/delen",            MAY_WRITE_FILES, WRITE, &items_form_record,     give_right_items,   ROUTE_NL_EN },
  { GET,  ONE_RIGHT "/deel",             MAY_WRITE_FILES, DB,    &part_ask_record,       show_right_item,    ROUTE_NL_EN },
  { POST, ONE_RIGHT "/deel",             MAY_WRITE_FILES, WRITE, &item_decide_record,    send_right_item,    ROUTE_NL_EN },
  { GET,  ONE_RIGHT "/kopie",            MAY_SEE_FILES,   DB,    NULL,                   print_right_copy,   ROUTE_NL_EN },
  { GET,  ONE_RIGHT "/kopie.json",       MAY_SEE_FILES,   DB,    NULL,                   right_copy_json,    ROUTE_DATA },
  { GET,  ONE_RIGHT "/brief",            MAY_SEE_FILES,   DB,    &letter_ask_record,     print_right_letter, ROUTE_NL_EN },
  { GET,  RIGHTS_FG_PATH,                MAY_RETAIN,      DB,    NULL,                   show_rights_fg,     ROUTE_NL_EN },
  { GET,  ARCHIVE_OF "/:household/archief",      MAY_WRITE_FILES, DB, NULL,              show_archive,       ROUTE_NL_EN },
  { GET,  ARCHIVE_OF "/:household/archief.html", MAY_WRITE_FILES, DB, &archive_ask_record, archive_as_html,  ROUTE_DATA },
  { GET,  ARCHIVE_OF "/:household/archief.json", MAY_WRITE_FILES, DB, &archive_ask_record, archive_as_json,  ROUTE_DATA },
  { .path = NULL }
};
