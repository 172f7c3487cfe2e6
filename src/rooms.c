/* The rooms of the house, one line each. */
#include "rooms.h"
#include "accounts_room.h"
#include "assessments_room.h"
#include "campaigns_room.h"
#include "cases_room.h"
#include "chats_room.h"
#include "delphi_room.h"
#include "hooks_room.h"
#include "hsds.h"
#include "installation_room.h"
#include "matching_room.h"
#include "offers_room.h"
#include "peers_room.h"
#include "persons_room.h"
#include "plans_room.h"
#include "privacy_room.h"
#include "questionnaires_room.h"
#include "referrals_room.h"
#include "rights_room.h"
#include "signups_room.h"
#include "upkeep_room.h"

const struct room *const rooms[] = {
  &offers_room,
  &hsds_room,
  &accounts_room,
  &persons_room,
  &privacy_room,
  &rights_room,
  &installation_room,
  &upkeep_room,
  &matching_room,
  &cases_room,
  &plans_room,
  &referrals_room,
  &hooks_room,
  &peers_room,
  &campaigns_room,
  &signups_room,
  &chats_room,
  &questionnaires_room,
  &assessments_room,
  &delphi_room,
  NULL
};
