@message @message_appcrue
Feature: Connect Moodle with the AppCrueNotify gateway
  In order to send Moodle's messages to phones
  As an administrator
  I type the gateway's address and token and see how the connection is

  Scenario: A new site says what to type
    Given I log in as "admin"
    When I navigate to "Plugins > Message outputs > AppCrue" in site administration
    Then I should see "Type the gateway address and the token to connect."
    And I should see "Gateway address"
    And I should see "Site token"
    And I should see "Alias field"

  Scenario: A site upgraded from 0.5.7 keeps its messages until it is connected
    Given the following config values are set as admin:
      | appid  | OLD-APP | message_appcrue |
      | apikey | OLD-KEY | message_appcrue |
    And I log in as "admin"
    When I navigate to "Plugins > Message outputs > AppCrue" in site administration
    Then I should see "Upgraded from version 0.5.7"
    And I should not see "OLD-KEY"

  Scenario: An address that is no address is refused
    Given I log in as "admin"
    And I navigate to "Plugins > Message outputs > AppCrue" in site administration
    When I set the field "Gateway address" to "notify.example.edu"
    And I press "Save changes"
    Then I should see "Some settings were not changed due to an error."
