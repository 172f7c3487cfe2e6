#ifndef CAMPAIGNS_WEB_H
#define CAMPAIGNS_WEB_H
#include "campaigns.h"
#include "qr.h"
#include "stories.h"
#include "web.h"

#define CAMPAIGN_PAGE "/campagne"
#define CAMPAIGNS_PATH "/werk/campagnes"
#define STORIES_PATH "/werk/verhalen"
#define OWN_STORY_PATH "/werk/mijn-verhaal"

extern const struct route campaigns_routes[];

/* --- for everybody -------------------------------------------------------------------------------------------------- */

handler show_campaign, show_flyer;

struct campaign_view {
  const struct campaign *campaign;
  const char *title, *text;
  const char *lang;                  /* of title and text, where it is not that of the page; else NULL */
  const char *sign_up, *flyer, *map;           /* paths, as links have them */
  const char *offer, *offer_path;    /* the help it points at; NULL: none */
  const struct campaign_story *story;          /* NULL: none */
  const char *story_text, *story_lang;
  bool over;
};
void view_campaign(struct ctx *c, const struct campaign_view *v);

struct flyer_view { const char *title, *lang, *address, *back, *phone; struct qr qr; };
void view_flyer(struct ctx *c, const struct flyer_view *v);

/* --- for the coordinator and the desk --------------------------------------------------------------------------------- */

handler show_campaigns, show_campaign_new, add_campaign, show_campaign_work, make_campaign_pictures, publish_campaign, show_campaign_change,
  change_campaign, withdraw_campaign, delete_campaign;

struct campaign_row { const struct campaign *campaign; const char *state; bool live; };      /* state: msgid */
struct campaign_row_list { struct campaign_row *at; size_t count; };
struct campaigns_view { struct campaign_row_list rows; };
void view_campaigns(struct ctx *c, const struct campaigns_view *v);

struct campaign_work_view {
  struct campaign_row row;
  const char *page, *address;        /* where everybody finds it: path; as it is printed */
  const char *picture;               /* path; NULL: not published */
  const struct campaign_story *story;
  bool story_gone, own_story;        /* chosen, but not to be shown any more; written down by who looks */
  struct campaign_line_list counts;
};
void view_campaign_work(struct ctx *c, const struct campaign_work_view *v);

/* --- stories: for keepers of the register, and for the expert ------------------------------------------------------------ */

handler show_stories, show_story_new, add_story, withdraw_story, show_own_story, withdraw_own_story;

struct story_row { const struct campaign_story *story; const char *peer, *asked_by, *drop; };      /* peer NULL: the own; drop: path of the form */
struct story_row_list { struct story_row *at; size_t count; };
struct stories_view { struct story_row_list rows; const char *token_path; bool own; };
void view_stories(struct ctx *c, const struct stories_view *v);
#endif
