#include "hsds_internal.h"
#include "text.h"

/* The profile: what we add to the standard, and how we read it. For makers of software, in English. */

static const struct { const char *member, *meaning; } readings[] = {
  { "service", "A form of help, a measure or a step towards help. Meetings and services of professionals are left out. What has ended stays, as defunct." },
  { "service.id, organization.id", "Our own ids. All other ids are derived from what they name (UUID version 8) and stay the same for ever." },
  { "service.status", "preparing: inactive. pilot and active: active. paused: temporarily closed. ended: defunct. Our own status is an attribute "
    "(taxonomy Status)." },
  { "service.organization", "Left out where the provider is not known." },
  { "service.organization_id", "One organisation. Others that give it together with that one are an attribute: taxonomy More facts, term partners." },
  { "organization.description", "Made from the names of its services." },
  { "organization.services", "As in the interface of the standard: id, name and status; whole with full_service=true." },
  { "service.description", "What it is and what it is not, in plain words. The description for professionals is an attribute." },
  { "service.application_process", "How to get in, a line a step." },
  { "service.assured_date, service.assurer_email", "When a provider or coordinator last confirmed the facts; the mailbox of a role. A change is not a "
    "confirmation: see last_modified. Example data are never assured." },
  { "service.alert", "Why a service has paused." },
  { "service.capacities", "Only when free places and the day of the report are both known. updated: the day on which that was reported, as its first "
    "moment in UTC. After its term (28 days where it has none of its own) our own pages say that it may have changed." },
  { "service.cost_options", "amount only where it is known: 0 for what is free." },
  { "service.service_areas", "Regions and municipalities by name. An area serves whoever lives there." },
  { "service.schedules", "Hours of a way of contact, in words." },
  { "service_at_location", "A place that anybody may visit, or location_type virtual: help by phone, chat, online or app, or a service without a "
    "place that can be reached. Addresses of shelters are never in these data. Places without a full address have their town as description." },
  { "address.state_province", "The province, or \"onbekend\" where it is not known." },
  { "wait_time", "Deprecated in the standard. An attribute instead: taxonomy More facts, term wait_days, value \"14; 2026-01-31\": days; date of the "
    "report if known." },
  { "attribute.value", "See taxonomies below. What is not known has no attribute." },
  { "location.accessibility, location.latitude, location.longitude", "Not held." },
};

static const struct { const char *parameter, *meaning; } parameters[] = {
  { "search", "Finds word stems, parts of compounds and everyday words for professional ones. Services that have ended are found by the words of "
    "their name, provider and summary." },
  { "postcode", "Visitable places with that postal code, or its four digits. Service areas have no postal codes here." },
  { "proximity", "No coordinates are held: the answer is that of the postal code alone." },
  { "modified_after", "Includes what was changed at a moment not known." },
  { "taxonomy_term_id", "For features: services that have it (value yes)." },
  { "minimal", "id and last_modified. Without per_page everything on one page." },
  { "top_only, parent_id", "All taxonomies have one level." },
  { "format", "ndjson: an item a line, without pages." },
};

static void put_taxonomy(struct hsds *h, const struct hsds_taxonomy *t, const char *base)
{
  char id[ID_TEXT];
  id_format(hsds_taxonomy_id(t), id);
  json_begin(&h->j, NULL, '{');
  json_str(&h->j, "id", id);
  json_str(&h->j, "key", t->key);
  json_str(&h->j, "name", tr(h->c, t->label));
  json_str(&h->j, "description", tr(h->c, t->description));
  json_str(&h->j, "link_type", t->link_type);
  json_str(&h->j, "value", t->values);
  json_str(&h->j, "terms_url", JOIN(&h->c->arena, base, "/taxonomy_terms?per_page=100&taxonomy_id=", id));
  json_close(&h->j);
}

static void put_standard(struct json *j)
{
  json_begin(j, "standard", '{');
  json_str(j, "name", "Human Services Data Specification");
  json_str(j, "version", HSDS_VERSION);
  json_str(j, "url", "https://docs.openreferral.org/");
  json_close(j);
}

void hsds_write_profile(struct hsds *h, const char *base)
{
  struct json *const j = &h->j;
  json_open(j, '{');
  json_str(j, "name", "Kentering");
  json_str(j, "version", "1");
  put_standard(j);
  json_str(j, "language", "nl");
  json_str(j, "description", "Help with violence at home in Dutch regions. No members are added to those of the standard: what it has no member for "
    "stands in attributes.");
  json_begin(j, "members", '[');
  for (size_t i = 0; i < COUNT(readings); i++) {
    json_begin(j, NULL, '{');
    json_str(j, "member", readings[i].member);
    json_str(j, "meaning", readings[i].meaning);
    json_close(j);
  }
  json_close(j);
  json_begin(j, "parameters", '[');
  for (size_t i = 0; i < COUNT(parameters); i++) {
    json_begin(j, NULL, '{');
    json_str(j, "parameter", parameters[i].parameter);
    json_str(j, "meaning", parameters[i].meaning);
    json_close(j);
  }
  json_close(j);
  json_begin(j, "taxonomies", '[');
  for (size_t i = 0; i < hsds_taxonomy_count; i++) put_taxonomy(h, &hsds_taxonomy_table[i], base);
  json_close(j);
  json_close(j);
}
