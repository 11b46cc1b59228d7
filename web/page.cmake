# The page of the bulletin, and its charts as a script for the program to draw, built by npm into two files that become
# part of the program. Without Node.js and npm, or where npm cannot fetch the packages, they are empty and `qingliu
# report` writes tables without charts.

find_program(QINGLIU_NPM npm)
find_program(QINGLIU_NODE NAMES node nodejs)
set(page ${CMAKE_BINARY_DIR}/web/bulletin.html)
set(charts ${CMAKE_BINARY_DIR}/web/charts.js)
file(GLOB_RECURSE page_sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/src/* ${CMAKE_SOURCE_DIR}/web/tests/*)
file(GLOB page_settings CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/web/*.*)
if(NOT QINGLIU_NPM OR NOT QINGLIU_NODE)
  message(WARNING "Without nodejs and npm the bulletin has tables and no charts")
endif()
add_custom_command(OUTPUT ${page} ${charts}
  COMMAND ${CMAKE_COMMAND} -DNPM=${QINGLIU_NPM} -DNODE=${QINGLIU_NODE} -DSOURCE=${CMAKE_SOURCE_DIR}/web
          -DWORK=${CMAKE_BINARY_DIR}/web/tree -DPAGE=${page} -DCHARTS=${charts}
          -P ${CMAKE_SOURCE_DIR}/web/build_page.cmake
  DEPENDS ${page_sources} ${page_settings}
  COMMENT "Building the page of the bulletin" VERBATIM)
set_source_files_properties(models/reports/bulletin/page_template.cpp PROPERTIES
  COMPILE_DEFINITIONS QINGLIU_PAGE_TEMPLATE="${page}" OBJECT_DEPENDS ${page})
set_source_files_properties(models/reports/bulletin/charts_script.cpp PROPERTIES
  COMPILE_DEFINITIONS QINGLIU_CHARTS_SCRIPT="${charts}" OBJECT_DEPENDS ${charts})
