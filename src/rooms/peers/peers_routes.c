/* Who may open what of this room. Which entry, and which person, is asked of the register and of need to know. */
#include "openapi.h"
#include "peers_web.h"

#define ASSIGNMENT(at, may) \
  { GET,  at "/:id",        may, DB,    NULL, show_peer_work, ROUTE_NL_EN }, \
  { POST, at "/:id",        may, WRITE, &peer_contact_new_record, add_peer_contact, ROUTE_NL_EN }, \
  { GET,  at "/:id/terug",  may, DB,    NULL, show_peer_back, ROUTE_NL_EN }, \
  { POST, at "/:id/terug",  may, WRITE, &peer_back_form_record, give_peer_back, ROUTE_NL_EN }, \
  { GET,  at "/:id/einde",  may, DB,    NULL, show_peer_end, ROUTE_NL_EN }, \
  { POST, at "/:id/einde",  may, WRITE, &peer_end_form_record, end_peer_work, ROUTE_NL_EN }
#define PROPOSAL(at, may) \
  { GET,  at "/:id",       may, DB,    NULL, show_peer_question, ROUTE_NL_EN }, \
  { POST, at "/:id",       may, WRITE, NULL, accept_peer_question, ROUTE_NL_EN }, \
  { GET,  at "/:id/terug", may, DB,    NULL, show_peer_refuse, ROUTE_NL_EN }, \
  { POST, at "/:id/terug", may, WRITE, &peer_back_form_record, refuse_peer_question, ROUTE_NL_EN }

const struct route peers_routes[] = {
  { GET,  PEERS_PATH,                      MAY_KEEP_PEERS,  DB,    NULL, show_peers, ROUTE_NL_EN },
  { GET,  PEERS_PATH "/nieuw",             MAY_KEEP_PEERS,  DB,    NULL, show_peer_new, ROUTE_NL_EN },
  { POST, PEERS_PATH "/nieuw",             MAY_KEEP_PEERS,  WRITE, &peer_form_record, add_peer, ROUTE_NL_EN },
  { GET,  PEERS_PATH "/:id",               MAY_KEEP_PEERS,  DB,    NULL, show_peer, ROUTE_NL_EN },
  { GET,  PEERS_PATH "/:id/gegevens",      MAY_KEEP_PEERS,  DB,    NULL, show_peer_change, ROUTE_NL_EN },
  { POST, PEERS_PATH "/:id/gegevens",      MAY_KEEP_PEERS,  WRITE, &peer_form_record, change_peer, ROUTE_NL_EN },
  { GET,  PEERS_PATH "/:id/scholing",      MAY_KEEP_PEERS,  DB,    NULL, show_peer_training, ROUTE_NL_EN },
  { POST, PEERS_PATH "/:id/scholing",      MAY_KEEP_PEERS,  WRITE, &peer_training_record, add_peer_training, ROUTE_NL_EN },
  { POST, PEERS_PATH "/scholing/:id/weg",  MAY_KEEP_PEERS,  WRITE, NULL, drop_peer_training, ROUTE_NL_EN },
  { GET,  PEERS_PATH "/:id/begeleiding",   MAY_KEEP_PEERS,  DB,    NULL, show_peer_notes, ROUTE_NL_EN },
  { POST, PEERS_PATH "/:id/begeleiding",   MAY_KEEP_PEERS,  WRITE, &peer_note_record, add_peer_note, ROUTE_NL_EN },
  { GET,  PEERS_PATH "/:id/weg",           MAY_KEEP_PEERS,  DB,    NULL, show_peer_remove, ROUTE_NL_EN },
  { POST, PEERS_PATH "/:id/weg",           MAY_KEEP_PEERS,  WRITE, NULL, remove_peer, ROUTE_NL_EN },
  PROPOSAL(PEERS_PATH "/voorstel", MAY_KEEP_PEERS),
  { GET,  PEER_ASK_PATH,                   MAY_WRITE_FILES, DB,    &peer_wishes_record, show_peer_ask, ROUTE_NL_EN },
  { POST, PEER_ASK_PATH,                   MAY_WRITE_FILES, WRITE, &peer_request_record, ask_peer, ROUTE_NL_EN },
  ASSIGNMENT(PEER_WORK_AT, MAY_WRITE_FILES),
  { GET,  PEER_MINE,                       MAY_PEER,        DB,    NULL, show_peer_mine, ROUTE_NL_EN },
  { GET,  PEER_MINE "/beschikbaar",        MAY_PEER,        DB,    NULL, show_peer_available, ROUTE_NL_EN },
  { POST, PEER_MINE "/beschikbaar",        MAY_PEER,        WRITE, &peer_available_record, change_peer_available, ROUTE_NL_EN },
  PROPOSAL(PEER_MINE "/voorstel", MAY_PEER),
  ASSIGNMENT(PEER_MINE, MAY_PEER),

  { GET,  API_PATH "/experts",                          MAY_WRITE_FILES, DB,    &peer_wishes_record, api_peers, ROUTE_DATA },
  { POST, API_PATH "/experts/assignments/:id/contacts", MAY_WRITE_FILES, WRITE, &peer_contact_new_record, api_peer_contact, ROUTE_DATA },
  { .path = NULL }
};
