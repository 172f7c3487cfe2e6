#include "matching_web.h"

const struct route matching_routes[] = {
  { POST, "/api/v1/match", MAY_ANYBODY, FAST, NULL, api_match, ROUTE_DATA },
  { .path = NULL }
};
