#include "campaigns_web.h"

const struct route campaigns_routes[] = {
  { GET,  CAMPAIGN_PAGE "/:campagne",       MAY_ANYBODY,    DB,    NULL,                  show_campaign,        ROUTE_NL_EN },
  { GET,  CAMPAIGN_PAGE "/:campagne/flyer", MAY_ANYBODY,    DB,    NULL,                  show_flyer,           ROUTE_NL_EN },

  { GET,  CAMPAIGNS_PATH,                   MAY_CAMPAIGN,   DB,    NULL,                  show_campaigns,       ROUTE_NL_EN },
  { GET,  CAMPAIGNS_PATH "/nieuw",          MAY_CAMPAIGN,   DB,    NULL,                  show_campaign_new,    ROUTE_NL_EN },
  { POST, CAMPAIGNS_PATH "/nieuw",          MAY_CAMPAIGN,   WRITE, &campaign_form_record, add_campaign,         ROUTE_NL_EN },
  { GET,  CAMPAIGNS_PATH "/:id",            MAY_CAMPAIGN,   DB,    NULL,                  show_campaign_work,   ROUTE_NL_EN },
  { POST, CAMPAIGNS_PATH "/:id",            MAY_CAMPAIGN,   WRITE, &publish_form_record,  publish_campaign,     ROUTE_NL_EN, make_campaign_pictures },
  { GET,  CAMPAIGNS_PATH "/:id/wijzigen",   MAY_CAMPAIGN,   DB,    NULL,                  show_campaign_change, ROUTE_NL_EN },
  { POST, CAMPAIGNS_PATH "/:id/wijzigen",   MAY_CAMPAIGN,   WRITE, &campaign_form_record, change_campaign,      ROUTE_NL_EN },
  { POST, CAMPAIGNS_PATH "/:id/stop",       MAY_CAMPAIGN,   WRITE, NULL,                  withdraw_campaign,    ROUTE_NL_EN },
  { POST, CAMPAIGNS_PATH "/:id/weg",        MAY_CAMPAIGN,   WRITE, NULL,                  delete_campaign,      ROUTE_NL_EN },

  { GET,  STORIES_PATH,                     MAY_KEEP_PEERS, DB,    NULL,                  show_stories,         ROUTE_NL_EN },
  { GET,  STORIES_PATH "/nieuw",            MAY_KEEP_PEERS, DB,    NULL,                  show_story_new,       ROUTE_NL_EN },
  { POST, STORIES_PATH "/nieuw",            MAY_KEEP_PEERS, WRITE, &story_form_record,    add_story,            ROUTE_NL_EN },
  { POST, STORIES_PATH "/:id/intrekken",    MAY_KEEP_PEERS, WRITE, NULL,                  withdraw_story,       ROUTE_NL_EN },
  { GET,  OWN_STORY_PATH,                   MAY_PEER,       DB,    NULL,                  show_own_story,       ROUTE_NL_EN },
  { POST, OWN_STORY_PATH "/:id/intrekken",  MAY_PEER,       WRITE, NULL,                  withdraw_own_story,   ROUTE_NL_EN },
  { 0 }
};
