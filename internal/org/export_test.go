package org

// ListQuery lets the test ask the database for the plan of the list's query.
var ListQuery = listQuery
