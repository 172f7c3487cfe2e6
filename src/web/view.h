/* What every compiled view stands on. */
#ifndef VIEW_H
#define VIEW_H
#include "html.h"
#include "web.h"
#endif
