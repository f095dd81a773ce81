@message @message_appcrue
Feature: The test page and the outbox
  In order to know what becomes of messages
  As an administrator
  I send a test push and look at the outbox

  Background:
    Given the following "users" exist:
      | username | firstname | lastname |
      | student1 | Íñigo     | One      |

  Scenario: The test page says honestly that nothing is configured
    Given I log in as "admin"
    And I navigate to "Plugins > Message outputs > AppCrue" in site administration
    And I click on "Send a test push" "link"
    When I set the field "Username" to "student1"
    And I press "Send"
    Then I should see "Nothing was sent: type the gateway address and the token in the settings first."

  Scenario: The test page says that the gateway is away
    Given the following config values are set as admin:
      | gatewayurl | http://127.0.0.1:9 | message_appcrue |
      | token      | any                | message_appcrue |
    And I log in as "admin"
    And I navigate to "Plugins > Message outputs > AppCrue" in site administration
    And I click on "Send a test push" "link"
    When I set the field "Username" to "student1"
    And I press "Send"
    Then I should see "The gateway did not answer."

  Scenario: The outbox is empty at first
    Given I log in as "admin"
    And I navigate to "Plugins > Message outputs > AppCrue" in site administration
    When I click on "AppCrue outbox" "link"
    Then I should see "There are no messages here."
